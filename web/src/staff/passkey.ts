import type { Schemas } from '../api/client'

/** WebAuthn takes bytes, JSON carries base64url: this is the bridge. */

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
}

export function base64urlOf(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join('')
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Browsers refuse passkeys under an IP address: it is no domain that could own one. */
export const passkeysWorkHere = () => 'PublicKeyCredential' in globalThis && !/^[\d.]+$|:/.test(location.hostname)

/** null if the person or the browser did not do it. */
export async function signWithPasskey(
  options: Schemas['PasskeyRequest'],
): Promise<Schemas['AssertionCredential'] | null> {
  const { allowCredentials, challenge, ...rest } = options
  try {
    const publicKey: PublicKeyCredentialRequestOptions = {
      ...rest,
      challenge: bytesOf(challenge),
      allowCredentials: allowCredentials.map(one => ({ type: 'public-key', id: bytesOf(one.id) })),
    }
    const made = await navigator.credentials.get({ publicKey })
    if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAssertionResponse))
      return null
    const { clientDataJSON, authenticatorData, signature, userHandle } = made.response
    return {
      id: made.id,
      type: 'public-key',
      response: {
        clientDataJSON: base64urlOf(clientDataJSON),
        authenticatorData: base64urlOf(authenticatorData),
        signature: base64urlOf(signature),
        userHandle: userHandle && base64urlOf(userHandle),
      },
    }
  } catch {
    return null
  }
}

/** null if the person or the browser did not do it. */
export async function makePasskey(
  options: Schemas['PasskeyCreation'],
): Promise<Schemas['PasskeyAttestation']['credential'] | null> {
  const { challenge, user, excludeCredentials = [], pubKeyCredParams, ...rest } = options
  try {
    const publicKey: PublicKeyCredentialCreationOptions = {
      ...rest,
      challenge: bytesOf(challenge),
      user: { ...user, id: bytesOf(user.id) },
      pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key', alg })),
      excludeCredentials: excludeCredentials.map(one => ({ type: 'public-key', id: bytesOf(one.id) })),
    }
    const made = await navigator.credentials.create({ publicKey })
    if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
      return null
    const { clientDataJSON, attestationObject } = made.response
    return {
      id: made.id,
      type: 'public-key',
      response: { clientDataJSON: base64urlOf(clientDataJSON), attestationObject: base64urlOf(attestationObject) },
    }
  } catch {
    return null
  }
}
