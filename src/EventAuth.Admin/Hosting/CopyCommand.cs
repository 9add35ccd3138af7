using EventAuth.Admin.Installation;
using EventAuth.Admin.Settings;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Copying;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Hosting;

/// <summary>
/// <c>copy --from PLACE --to PLACE</c>: copies an installation from a folder with the embedded database to PostgreSQL, or back. How to
/// connect to PostgreSQL, and the folder of the process beside it, are settings: a password must not be on a command line.
/// </summary>
internal static class CopyCommand
{
    public const string Name = "copy";

    private const string Server = "postgresql";
    private const string Folder = "sqlite:";
    private const string Usage =
        "Use: copy --from sqlite:FOLDER --to postgresql, or copy --from postgresql --to sqlite:FOLDER, as the user that runs the program. "
        + "Storage:ConnectionString says how to connect to PostgreSQL, and Storage:Path names the folder of a process that uses it. "
        + "Settings such as --Storage:Path=FOLDER may follow.";

    /// <summary>Runs the command. Returns 0 for an equal copy, 1 when there is a difference, 2 when it could not be done.</summary>
    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextWriter output, TextWriter error)
    {
        if (args is [Name, "--from", var from, "--to", var to, .. var settings]
            && settings.All(StartUp.IsSetting)
            && (IsServer(from), FolderOf(from)) is var (isFromServer, fromFolder)
            && (IsServer(to), FolderOf(to)) is var (isToServer, toFolder)
            && ((isFromServer && toFolder is not null) || (isToServer && fromFolder is not null)))
        {
            return await StorageCommand.RunAsync(
                [.. settings, "--Storage:Provider=PostgreSql"],
                error,
                read => RunAsync(read.Storage, fromFolder ?? toFolder!, isToServer, time, output, error));
        }

        await error.WriteLineAsync(Usage);
        return StorageCommand.NotDone;
    }

    private static bool IsServer(string place) => place.Equals(Server, StringComparison.OrdinalIgnoreCase);

    private static string? FolderOf(string place) =>
        place.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) && place.Length > Folder.Length ? place[Folder.Length..] : null;

    private static async Task<int> RunAsync(
        StorageOptions server, string folder, bool isToServer, TimeProvider time, TextWriter output, TextWriter error)
    {
        var embedded = server with { Server = null, Path = Path.GetFullPath(folder) };
        var (from, to) = isToServer ? (embedded, server) : (server, embedded);
        if (from.Path == to.Path)
        {
            throw new StartRefusedException(
                $"Storage:Path names {from.Path}, which is the folder of the embedded database, too. Name another folder for PostgreSQL.");
        }

        if (isToServer ? !File.Exists(from.DatabaseFile) : !Directory.Exists(from.Path))
        {
            throw new StartRefusedException($"There is no installation in {from.Path}.");
        }

        using var fromLock = StorageFolder.Claim(from);
        using var toLock = StorageFolder.Claim(to);
        if (Directory.EnumerateFileSystemEntries(to.Path).Any(path => Path.GetFileName(path) != StorageFolder.LockName))
        {
            throw new StartRefusedException($"The folder {to.Path} is not empty. Name another one for the copy, or empty it.");
        }

        try
        {
            var report = await InstallationCopy.RunAsync(from, to, time, CancellationToken.None);
            await TellAsync(report, output);
            return report.IsEqual ? StorageCommand.Done : StorageCommand.NotRight;
        }
        catch (Exception problem) when (StorageCommand.IsExplained(problem))
        {
            await error.WriteLineAsync($"The copy is not complete. {InstallationCopy.Explain(from, to, problem)}");
            return StorageCommand.NotDone;
        }
    }

    private static async Task TellAsync(CopyReport report, TextWriter output)
    {
        var none = CultureInfo.InvariantCulture;
        foreach (var (name, there, here, isEqual) in report.Tables)
        {
            var difference = isEqual ? "" : string.Create(none, $"  DIFFERENT: {there:N0} in the original");
            await output.WriteLineAsync(string.Create(none, $"{name,-26} {here,14:N0} rows{difference}"));
        }

        foreach (var (reason, there, here) in report.Reasons)
        {
            var difference = there == here
                ? ""
                : string.Create(none, $"  DIFFERENT: {there.Rows:N0} rows, {there.Counted:N0} events counted in the original");
            await output.WriteLineAsync(
                string.Create(none, $"{reason.ToCode(),-26} {here.Rows,14:N0} rows {here.Counted,14:N0} events counted{difference}"));
        }

        var keys = report.KeysHere == report.KeysThere ? "" : string.Create(none, $"  DIFFERENT: {report.KeysThere:N0} in the original");
        await output.WriteLineAsync(string.Create(none, $"{"keys of cookies and forms",-26} {report.KeysHere,14:N0}{keys}"));
        await output.WriteLineAsync($"Audit trail of the original: {SentenceOf(report.TrailThere)}");
        await output.WriteLineAsync($"Audit trail of the copy: {SentenceOf(report.TrailHere)}");
        await output.WriteLineAsync(report.IsEqual
            ? "The copy is complete and equal to the original, which was only read."
            : "The copy differs from the original. Nothing starts over it: remove it, and copy again.");
    }

    private static string SentenceOf(AuditFinding finding) => finding.Verdict?.ToSentence() ?? finding.Problem ?? "";
}
