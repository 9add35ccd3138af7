namespace EventAuth.Core.Proofs;

/// <summary>The request that a proof must be for.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Scheme">As the client used it: from a trusted proxy if there is one.</param>
/// <param name="Host">As the client used it, with the port unless it is the default one.</param>
/// <param name="Path">Begins with a slash; decoded, without query.</param>
public readonly record struct ProofRequest(string Method, string Scheme, string Host, string Path);
