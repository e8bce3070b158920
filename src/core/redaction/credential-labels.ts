/** The words after which credentials stand, in the languages that people write them in. */

/**
 * `password`: what a person types. `vague`: the same, where it is no verb. `phrase`: of several words. `code`: digits, mostly. `key`, `token`: what machines use.
 * `bearer`: a token of whatever form. `card`: the number of a payment card. `login`: a name and a password together. `setting`: says so only where a value is assigned to it, `parameter` only in an address.
 */
export type LabelClass =
  | 'password'
  | 'vague'
  | 'phrase'
  | 'code'
  | 'card'
  | 'key'
  | 'anyKey'
  | 'token'
  | 'bearer'
  | 'login'
  | 'place'
  | 'setting'
  | 'parameter';

export interface Label {
  /** Lower case. */
  readonly word: string;
  readonly of: LabelClass;
  /** Other letters may stand right before it, as in compounds and in the names of variables. */
  readonly isStem: boolean;
}

const list = (of: LabelClass, isStem: boolean, words: string): readonly Label[] =>
  words
    .split(/\s*,\s*/)
    .filter((word) => word !== '')
    .map((word) => ({ word, of, isStem }));

export const credentialLabels: readonly Label[] = [
  ...list(
    'password',
    true,
    `password, passwd, passcode, passwort, codewort, geheimwort, identified by, paßwort, kennwort, losungswort, contraseña, contrasena, wachtwoord, lösenord, losenord, adgangskode, passord, salasana, jelszó, jelszav, hasł, hesl, lösen, parolă, requirepass, masterauth, κωδικ, парол, mật khẩu, kata sandi, 密码, 密碼, 口令, パスワード, パスフレーズ, 合言葉, 비밀번호, 패스워드, 암호, كلمة المرور, كلمة السر, סיסמה, סיסמא, รหัสผ่าน, पासवर्ड, кодовое слово`,
  ),
  ...list(
    'password',
    false,
    `password-protected, password protected, passwortgeschützt, locked with, encrypted with, protected with, verschlüsselt mit, pwd, pw, pswd, passw, pass word, mot de passe, mdp, motdepasse, clave, senha, palavra-passe, palavra passe, palavra-chave, parola, parola d'ordine, haslo, haslem, şifre, sifre, şifresi, lozinka, geslo, slaptažodis, contrasenya, codeword, code word, safeword, security answer, secret answer, security question, secret question, sicherheitsfrage, sicherheitsantwort, réponse secrète, respuesta secreta, secret word, memorable word, memorable information, security word, geheimwoord, access word, shared word, mother's maiden name, mother’s maiden name, mädchenname meiner mutter, mädchenname der mutter, apellido de soltera de mi madre, nom de jeune fille de ma mère, wachtzin, palabra secreta, mot secret, parola segreta, palavra secreta, секретное слово, wifi key, wi-fi key, wlan-schlüssel, netzwerkschlüssel, clé wifi, clave wifi, chiave wifi, kodeord`,
  ),
  ...list('vague', false, 'pass, слово'),
  ...list(
    'phrase',
    true,
    `passphrase, psk, wpa key, wpa2 key, seed phrase, seed words, 12 words, 24 words, twelve words, 12 wörter, 24 wörter, recovery phrase, recovery words, mnemonic, pass phrase, passwortphrase, wiederherstellungsphrase, phrase secrète, phrase de passe, frase semilla, frase de recuperación, frase segreta, сид-фраза, кодовая фраза`,
  ),
  ...list(
    'code',
    false,
    `pin, pins, pin code, pin-code, pincode, pin number, puk, tan, mtan, otp, totp, cvv, cvc, cvv2, passkey code, mfa code, 2fa code, one-time code, one time code, one-time password, ssn, social security number, digits on the back, prüfziffer, prüfnummer, cryptogramme, kennziffer, kennzahl, sms code, verification code, confirmation code, security code, access code, door code, gate code, alarm code, entry code, entrance code, lock code, safe code, unlock code, backup code, recovery code, login code, sign-in code, authorization code, auth code, keypad code, box code, activation code, reset code, gift card code, redemption code, pairing code, setup code, device code, transfer code, aktivierungscode, code d'activation, código de activación, codice di attivazione, activatiecode, код активации, combination, geheimzahl, geheimnummer, zugangscode, zugangskode, sicherheitscode, bestätigungscode, freischaltcode, türcode, torcode, entsperrcode, einmalcode, notfallcode, wiederherstellungscode, alarmcode, zahlenkombination, zahlencode, code pin, code d'accès, code secret, code de sécurité, code de vérification, code de confirmation, code de la porte, code du portail, code de l'alarme, digicode, código de acceso, código de seguridad, código de verificación, código secreto, código pin, número secreto, codice di accesso, codice segreto, codice di sicurezza, codice di verifica, codice pin, código de acesso, código de segurança, código de verificação, toegangscode, beveiligingscode, beheerderscode, beheercode, deurcode, poortcode, kluiscode, kassacode, admincode, mastercode, managercode, admin code, master code, manager code, override code, supervisor code, administratorcode, servicecode, kassencode, tresorcode, code du coffre, code administrateur, código de administrador, codice amministratore, pincodes, пин, пин-код, пинкод, пин код, код доступа, код подтверждения, код безопасности, код от, 验证码, 驗證碼, 校验码, 認証コード, 確認コード, 暗証番号, 인증번호, 핀번호`,
  ),
  ...list(
    'key',
    true,
    `recovery key, wiederherstellungsschlüssel, api key, api-key, api_key, apikey, access key, access-key, access_key, accesskey, secret key, secret-key, secret_key, secretkey, private key, private-key, private_key, privatekey, app key, app_key, appkey, subscription key, consumer key, service key, encryption key, encryption_key, signing key, signing_key, account key, accountkey, account_key, master key, master_key, auth key, auth_key, shared key, sharedaccesskey, sharedaccesssignature, secret, build key, deploy key, license key, licence key, license_key, product key, activation key, serial key, network key, security key, setup key, preshared key, presharedkey, pre-shared key, api-schlüssel, lizenzschlüssel, clé api, clé d'api, clé de l'api, clé d'accès, clé secrète, clave api, clave de api, clave de acceso, clave secreta, clave de la api, chiave api, chiave dell'api, chiave di accesso, chiave segreta, chave api, chave da api, chave de api, chave de acesso, chave secreta, api-sleutel, ключ api, ключ доступа, ключ апи, api-ключ, секрет, 密钥, 金鑰, シークレット, apiキー`,
  ),
  ...list('anyKey', false, 'key, salt, pepper, dsn, geheimnis, clé'),
  ...list('anyKey', true, 'schlüssel, sleutel, ключ, キー'),
  ...list('token', true, 'token, jeton, токен, 令牌, トークン, 토큰, credential'),
  ...list('bearer', false, 'bearer, authorization, x-api-key, x-auth-token'),
  ...list('token', false, 'jwt, cookie, session id, sessionid, session_id, sid'),
  ...list(
    'card',
    true,
    'card, karte, kreditkarte, kartennummer, carte, tarjeta, carta di credito, cartão, kaart, карт, 卡号, カード番号, 카드',
  ),
  ...list(
    'login',
    false,
    `basic auth, ssh in, ssh into, login, log-in, logins, log in, logged in, sign in, sign-in, signin, logon, username, user name, benutzername, anmeldung, einloggen, nom d'utilisateur, connexion, usuario, iniciar sesión, utente, inloggen, gebruikersnaam, credentials, creds, zugangsdaten, anmeldedaten, identifiants, credenciales, credenziali, credenciais, inloggegevens, wifi, wi-fi, wlan, zugang, access, accès, acceso, accesso, toegang, доступ, логин, учётные данные, учетные данные, доступы, ログイン, アカウント, 账号, 帐号, 帳號, 账户, 계정, 아이디`,
  ),
  ...list(
    'place',
    false,
    'code, kode, kod, código, codice, код, кода, кодом, コード, combo, kombination, combinaison, combinación, combinazione, combinação, combinatie, комбинация, opens with, unlocks with, geht mit, lockbox, key box, keybox, key safe, keysafe, keypad, schlüsselsafe, schlüsselbox',
  ),
  ...list('setting', false, 'auth'),
  ...list('parameter', false, 'sig, signature, code, auth, session, ticket, otp, hash, hmac, state'),
];
