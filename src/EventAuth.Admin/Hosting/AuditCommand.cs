using EventAuth.Admin.Settings;
using EventAuth.Storage.Audit;

namespace EventAuth.Admin.Hosting;

/// <summary>
/// <c>audit verify [--head HASH]</c>: checks the audit trail of the installation in the settings, whether it runs or not.
/// </summary>
internal static class AuditCommand
{
    public const string Name = "audit";

    private const int Whole = 0;
    private const int Broken = 1;
    private const int NotChecked = 2;
    private const string Usage =
        "Use: audit verify [--head HASH], where HASH is the 64 hexadecimal digits of a head that was kept elsewhere. "
        + "Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>Runs the command. Returns 0 when the trail is complete, 1 when it is broken, 2 when it could not be checked.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [Name, "verify", .. var rest] || !TryTakeHead(rest, out var head, out var settings))
        {
            error.WriteLine(Usage);
            return NotChecked;
        }

        try
        {
            var storage = SettingsReader.Read(StartUp.CreateBuilder(settings).Configuration).Storage;
            return Tell(AuditExamination.Run(storage, head), output, error);
        }
        catch (StartRefusedException refusal)
        {
            error.WriteLine(refusal.Message);
            return NotChecked;
        }
    }

    private static int Tell(AuditFinding finding, TextWriter output, TextWriter error)
    {
        if (finding.Verdict is not { } verdict)
        {
            error.WriteLine(finding.Problem);
            return NotChecked;
        }

        output.WriteLine(verdict.ToSentence());
        return verdict.IsWhole ? Whole : Broken;
    }

    // A word that is neither ours nor a setting is refused: somebody who misspells --head must not think that it was compared.
    private static bool TryTakeHead(string[] rest, out string? head, out string[] settings)
    {
        var at = Array.IndexOf(rest, "--head");
        head = at >= 0 && at + 1 < rest.Length && AuditHead.IsHash(rest[at + 1]) ? rest[at + 1].ToLowerInvariant() : null;
        settings = head is null ? rest : [.. rest[..at], .. rest[(at + 2)..]];
        return settings.All(StartUp.IsSetting);
    }
}
