using EventAuth.Core.Inspection;
using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Core.Conformance;

/// <summary>
/// Whether an inspection shows that a requirement is met if it found nothing against it. It does not where something else that is wrong
/// kept it from looking.
/// </summary>
internal sealed class KnownRequirements(TokenInspection inspection)
{
    public bool Includes(TokenRequirement requirement) => requirement switch
    {
        TokenRequirement.Bearer => Has(HeaderCopied),
        TokenRequirement.TokenAlone or TokenRequirement.Length or TokenRequirement.Parts or TokenRequirement.Certificate =>
            inspection.HasToken,
        TokenRequirement.Encoding => inspection.HasToken && !Has(Encrypted),
        TokenRequirement.HeaderJson => inspection.Header is not null,
        TokenRequirement.Algorithm or TokenRequirement.Type or TokenRequirement.KeyId or TokenRequirement.KeySource
            or TokenRequirement.Extensions => inspection.HasHeader,

        // Signed with another key, its length says nothing about the key in force.
        TokenRequirement.SignatureLength => Has(SignatureRight) || Has(UnknownKey),
        TokenRequirement.Signature => Has(SignatureRight),
        TokenRequirement.PayloadJson => inspection.Claims is not null,
        TokenRequirement.TimeFormat or TokenRequirement.Issuer or TokenRequirement.Audience or TokenRequirement.TokenId
            or TokenRequirement.Confirmation or TokenRequirement.PersonalData => inspection.HasClaims,
        TokenRequirement.Expiry => inspection.HasClaims && !IsMalformed("exp"),
        TokenRequirement.NotExpired or TokenRequirement.Lifetime => inspection.HasClaims && !IsMalformed("exp") && !Has(ExpiryMissing),
        TokenRequirement.NotBefore => inspection.HasClaims && !IsMalformed("nbf"),
        TokenRequirement.IssuedAt => inspection.HasClaims && !IsMalformed("iat"),
        TokenRequirement.Identity => Has(Customer) || Has(SubjectUsed) || HasBadIdentifier,
        TokenRequirement.Identifiers or TokenRequirement.NotSignedOut => Has(Customer) || Has(SubjectUsed),
    };

    // An identifier is there, however wrong.
    private bool HasBadIdentifier => inspection.Findings
        .Any(finding => finding.Code is IdentifierNotText or UuidNil or UuidMalformed or EmailMalformed or CustomIdMalformed);

    private bool Has(TokenFindingCode code) => inspection.Find(code) is not null;

    private bool IsMalformed(string time) => inspection.Findings
        .Any(finding => FindingRequirements.Of(finding) == TokenRequirement.TimeFormat && finding.Find<string>("claim") == time);
}
