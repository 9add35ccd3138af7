namespace EventAuth.EndToEnd.Tests.Snippets;

/// <summary>Runs only where the language's programs can run. In continuous integration they must: there, the test fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LanguageFactAttribute : FactAttribute
{
    public LanguageFactAttribute(string language)
    {
        Language = language;
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = Interpreter.FindMissing(language);
        }
    }

    /// <summary>Its name on the page.</summary>
    public string Language { get; }
}
