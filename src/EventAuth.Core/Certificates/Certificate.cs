namespace EventAuth.Core.Certificates;

/// <summary>The public key that a person defined, as they see it. Requests use a <see cref="VerificationKey"/>.</summary>
/// <param name="Id">Identifies this definition permanently; the same key defined again later gets a new one.</param>
/// <param name="Pem">SubjectPublicKeyInfo as PEM (RFC 7468, section 13) on one line, no line breaks or spaces in the body.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</param>
/// <param name="KeySize">Size of the modulus in bits.</param>
/// <param name="CreatedAt">When it was defined, in UTC.</param>
/// <param name="CreatedBy">Who defined it.</param>
public sealed record Certificate(string Id, string Pem, string Sha256, int KeySize, DateTimeOffset CreatedAt, string CreatedBy);
