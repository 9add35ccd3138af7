using EventAuth.Admin.Passwords;
using EventAuth.Core.Identifiers;

namespace EventAuth.Admin.Settings;

/// <summary>Reads the settings that create the first administrator. Its sentences never repeat the values.</summary>
internal static class BootstrapSettingsReader
{
    private const int MinApiKeyLength = 32;
    private const int MaxApiKeyLength = 200;

    public static BootstrapSettings Read(SettingSource source)
    {
        var email = source.Text("Bootstrap:AdminEmail");
        var password = source.Raw("Bootstrap:AdminPassword") is { Length: > 0 } text ? text : null;
        var key = source.Raw("Bootstrap:ApiKey") is { Length: > 0 } given ? given : null;
        if (email is null != password is null)
        {
            source.Refuse(
                email is null ? "Bootstrap:AdminEmail" : "Bootstrap:AdminPassword",
                "is missing: set Bootstrap:AdminEmail and Bootstrap:AdminPassword both, or neither.");
        }

        if (email is not null && !IdentifierRules.IsEmail(email))
        {
            source.Refuse("Bootstrap:AdminEmail", "is not an e-mail address.");
        }

        if (password is not null && PasswordRule.Check(password, email) is { } problem)
        {
            source.Refuse("Bootstrap:AdminPassword", "is refused: " + problem);
        }

        if (key is not null && (key.Length is < MinApiKeyLength or > MaxApiKeyLength || key.Any(c => c is < '!' or > '~')))
        {
            source.Refuse("Bootstrap:ApiKey", $"must be {MinApiKeyLength} to {MaxApiKeyLength} visible ASCII characters.");
        }

        return new BootstrapSettings(email, password, key);
    }
}
