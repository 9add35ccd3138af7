namespace EventAuth.Admin.Snippets;

/// <summary>
/// A small program that signs a token, complete with this installation's claims. It takes the customer's id and, if there is one, the
/// e-mail; where tokens must be proven, the id, the e-mail and the thumbprint of the browser's key. It reads the private key from the
/// working folder, and prints the token.
/// </summary>
/// <param name="Language">The name of the language, such as "C#".</param>
/// <param name="File">The name of its file, such as "sign-token.php".</param>
/// <param name="Command">How it is run, without its arguments: "php sign-token.php".</param>
/// <param name="Key">The file with the private key that it reads.</param>
/// <param name="Code">The program.</param>
internal sealed record SigningProgram(string Language, string File, string Command, string Key, string Code)
{
    private static readonly Template[] Templates =
    [
        new("C#", "csharp", "sign-token.cs", "dotnet run", StringLiteral.InDoubleQuotes),
        new("Node.js", "node", "sign-token.mjs", "node", StringLiteral.InDoubleQuotes),
        new("Python", "python", "sign_token.py", "python3", StringLiteral.InDoubleQuotes),
        new("PHP", "php", "sign-token.php", "php", StringLiteral.OfPhp),
        new("Java", "java", "SignToken.java", "java", StringLiteral.OfJava) { Key = "private.der" },
        new("Go", "go", "sign-token.go", "go run", StringLiteral.InDoubleQuotes),
    ];

    /// <summary>One program for each language.</summary>
    public static IReadOnlyList<SigningProgram> Of(TokenClaims claims) =>
    [
        .. Templates.Select(template => new SigningProgram(
            template.Language, template.File, $"{template.Run} {template.File}", template.Key, template.Fill(claims))),
    ];

    // The texts are in the folder Programs.
    private sealed record Template(string Language, string Resource, string File, string Run, Func<string, string> Quote)
    {
        public string Key { get; init; } = "private.pem";

        public string Fill(TokenClaims claims) => SnippetText.Read(Resource).Fill(
            ("issuer", claims.Issuer is null ? null : Quote(claims.Issuer)),
            ("audience", claims.Audience is null ? null : Quote(claims.Audience)),
            ("seconds", claims.Lifetime.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            ("single-use", claims.SingleUse ? "" : null),
            ("many-uses", claims.SingleUse ? null : ""),
            ("proof", claims.Proof ? "" : null),
            ("no-proof", claims.Proof ? null : ""));
    }
}
