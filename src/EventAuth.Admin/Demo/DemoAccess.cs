using System.Security.Cryptography;
using EventAuth.Admin.Passwords;

namespace EventAuth.Admin.Demo;

/// <summary>Who has access to the demo: an administrator and a key of this run. Only this process and its starter know them.</summary>
internal sealed record DemoAccess(string Email, string Password, string ApiKey)
{
    // Without characters that look alike: it is read from a terminal.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>Makes new ones.</summary>
    /// <param name="apiKey">The key that the person chose, or null for one that nobody is told.</param>
    public static DemoAccess Make(string? apiKey)
    {
        const string email = "demo@shop.example";
        string password;
        do
        {
            password = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
        }
        while (PasswordRule.Check(password, email) is not null);

        return new DemoAccess(email, password, apiKey ?? SecretHash.NewSecret());
    }

    /// <summary>The settings that create them. They are read within this process; no list of processes shows them.</summary>
    public string[] ToArguments() =>
        [$"--Bootstrap:AdminEmail={Email}", $"--Bootstrap:AdminPassword={Password}", $"--Bootstrap:ApiKey={ApiKey}"];

    /// <summary>Names the kind of value and none of its content: secrets stay out of logs.</summary>
    public override string ToString() => nameof(DemoAccess);
}
