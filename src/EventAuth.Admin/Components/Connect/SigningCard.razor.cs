using EventAuth.Admin.Snippets;

namespace EventAuth.Admin.Components.Connect;

/// <summary>The programs that sign a token, one for each language, and what they are about.</summary>
public sealed partial class SigningCard
{
    private string Arguments => Claims.Proof ? $"c-17 ada@shop.example {TokenClaims.ThumbprintPlace}" : "c-17 ada@shop.example";

    private string Lifetime => Claims.Lifetime is { Seconds: 0 } whole
        ? Numbers.Count("minute", (long)whole.TotalMinutes)
        : Numbers.Count("second", (long)Claims.Lifetime.TotalSeconds);

    // In words for a sentence: "iss, aud, jti and cnf".
    private string Required
    {
        get
        {
            (string Name, bool IsChecked)[] claims =
            [
                ("iss", Claims.Issuer is not null),
                ("aud", Claims.Audience is not null),
                ("jti", Claims.SingleUse),
                ("cnf", Claims.Proof),
            ];
            var names = claims.Where(claim => claim.IsChecked).Select(claim => claim.Name).ToArray();
            return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
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
