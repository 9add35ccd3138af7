namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>What a person decided in the dialog "Certificate"; closing it without a new key gives none.</summary>
/// <param name="Pem">The new key in the stored form.</param>
/// <param name="Sha256">Its fingerprint.</param>
/// <param name="Overwrite">Whether they agreed to replace the one in force.</param>
public sealed record CertificateChoice(string Pem, string Sha256, bool Overwrite);
