using EventAuth.Admin.Snippets;

namespace EventAuth.Admin.Components.Connect;

/// <summary>The programs that sign a token, one for each language, and what they are about.</summary>
public sealed partial class SigningCard
{
    private string Lifetime => TimeTexts.Span((long)Claims.Lifetime.TotalSeconds);

    // In words for a sentence: "iss, aud and jti".
    private string Required
    {
        get
        {
            string?[] claims = [Claims.Issuer is null ? null : "iss", Claims.Audience is null ? null : "aud", Claims.SingleUse ? "jti" : null];
            var set = claims.OfType<string>().ToArray();
            return set.Length < 2 ? string.Concat(set) : $"{string.Join(", ", set[..^1])} and {set[^1]}";
        }
    }

    protected override void OnInitialized()
    {
        _programs = SigningProgram.Of(Claims);
        _hasCertificate = Policies.CurrentOrNone?.Revision.Policy.Certificate is not null;
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        _hasCertificate = snapshot.Revision.Policy.Certificate is not null;
        StateHasChanged();
    });
}
