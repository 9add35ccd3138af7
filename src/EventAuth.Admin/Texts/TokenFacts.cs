namespace EventAuth.Admin.Texts;

/// <summary>The facts of a finding, as written in sentences.</summary>
internal static class TokenFacts
{
    /// <summary>A text, or "" for none.</summary>
    public static string Text(this TokenFinding finding, string fact) => finding.Find<string>(fact) ?? "";

    public static string Quoted(this TokenFinding finding, string fact) => ShownText.Quote(finding.Text(fact));

    /// <summary>The JSON value that it is about.</summary>
    public static string Value(this TokenFinding finding) => ShownText.Value(finding.Find<JsonElement?>("value"));

    /// <summary>Several texts: "a, b and c".</summary>
    public static string List(this TokenFinding finding, string fact) => ShownText.List(finding.Find<IReadOnlyList<string>>(fact) ?? []);
}
