namespace EventAuth.Admin.Api.Description;

/// <summary>The body of <c>PUT /policy</c>, as the description shows it.</summary>
/// <param name="Lists">All three lists; an event name has 2 to 32 of A–Z a–z 0–9 . - _.</param>
/// <param name="Comment">A remark for the history, at most 500 characters.</param>
internal sealed record PolicyReplacement(PolicyReplacementLists Lists, string? Comment = null);

/// <summary>The three lists.</summary>
internal sealed record PolicyReplacementLists(
    IReadOnlyList<string> AnonymousWithoutJwt, IReadOnlyList<string> UpdateWithoutJwt, IReadOnlyList<string> UpdateWithJwt);

/// <summary>The body of <c>PUT /certificate</c>, as the description shows it.</summary>
/// <param name="Pem">An RSA public key of 2048 to 8192 bits. Never a private key.</param>
/// <param name="Overwrite">Whether a certificate in force may be replaced.</param>
internal sealed record CertificateDefinition(string Pem, bool Overwrite = false);
