using System.Net;
using System.Xml.Linq;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Accounts;
using Microsoft.Data.Sqlite;

namespace EventAuth.Admin.Tests.Hosting;

public class StartTests
{
    [Fact]
    public async Task Start_WrongSettings_PrintsEachSentenceAndEndsWithOne()
    {
        using var folder = new TemporaryFolder();

        var (code, error) = await RunAsync(folder, "--Tokens:ClockSkewSeconds=x", "--Catalog:MaxDiscovered=-1");

        Assert.Equal(1, code);
        Assert.Equal(["Tokens:ClockSkewSeconds", "Catalog:MaxDiscovered"], Lines(error).Select(line => line.Split(' ')[0]));
        Assert.False(Directory.Exists(folder.Storage));
    }

    [Fact]
    public async Task Start_FolderOfARunningProgram_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var first = await RunningProgram.StartAsync(folder, time: null);

        var (code, error) = await RunAsync(folder);

        Assert.Equal(1, code);
        Assert.Contains("another running process owns", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Contains("Storage:Path", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOfAnEndedProgram_IsTakenAndKeepsItsData()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null, $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}"))
        {
        }

        await using var second = await RunningProgram.StartAsync(folder, time: null);

        Assert.DoesNotContain("/setup", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PortInUse_IsRefusedInASentence()
    {
        using var folder = new TemporaryFolder();
        await using var first = await RunningProgram.StartAsync();

        var (code, error) = await RunAsync(folder, $"--Listeners:Admin={first.Admin.GetLeftPart(UriPartial.Authority)}");

        Assert.Equal(1, code);
        Assert.StartsWith("Listeners:Admin", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnreadablePolicy_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null))
        {
        }

        await SpoilPolicyAsync(folder);

        var (code, error) = await RunAsync(folder);

        Assert.Equal(1, code);
        Assert.Contains("policy", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOpenToOthersWithOtherFiles_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Storage);
        await File.WriteAllTextAsync(Path.Combine(folder.Storage, "family.jpg"), "");
        File.SetUnixFileMode(folder.Storage, (UnixFileMode)0b111_101_101);

        var (code, _) = await RunAsync(folder);

        Assert.Equal(1, code);
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(folder.Storage));
    }

    [Fact]
    public async Task Start_NewFolder_IsReadableByItsOwnerAlone()
    {
        using var folder = new TemporaryFolder();
        await using var program = await RunningProgram.StartAsync(folder, time: null);
        using var client = new HttpClient { BaseAddress = program.Admin };
        await client.GetStringAsync("/sign-in");

        var files = Directory.EnumerateFiles(folder.Storage, "*", SearchOption.AllDirectories).ToList();

        Assert.All(
            (string[])[".db", ".db-wal", ".db-shm", ".xml", "audit.key", "audit.head", "lock"],
            ending => Assert.Contains(files, file => file.EndsWith(ending, StringComparison.Ordinal)));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All(
            Directory.EnumerateDirectories(folder.Storage).Append(folder.Storage),
            directory => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory)));
    }

    [Fact]
    public async Task Start_FilesOpenToOthers_AreClosedAndNamedInAWarning()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null))
        {
        }

        var (database, keys) = (Path.Combine(folder.Storage, "eventauth.db"), Path.Combine(folder.Storage, "keys"));
        string[] hidden = [Path.Combine(folder.Storage, ".copy"), Path.Combine(keys, "copy")];
        foreach (var file in hidden)
        {
            await File.WriteAllTextAsync(file, "");
            File.SetUnixFileMode(file, (UnixFileMode)0b110_110_110);
        }

        File.SetUnixFileMode(folder.Storage, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(database, (UnixFileMode)0b110_100_100);
        File.SetUnixFileMode(keys, (UnixFileMode)0b111_101_101);
        await using var program = await RunningProgram.StartAsync(folder, time: null);

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder.Storage));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(database));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(keys));
        Assert.All(hidden, file => Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file)));
        var warning = Assert.Single(program.Log.Text.Split('\n'), line => line.Contains("was open to other users", StringComparison.Ordinal));
        Assert.Equal([".copy", "eventauth.db", "keys", "keys/copy", "the folder itself"], warning[(warning.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Trim().Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_EmptyFolderOpenToOthers_IsClosedAndSaidToHaveBeenEmpty()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Storage, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(folder.Storage, (UnixFileMode)0b111_101_101);
        await using var program = await RunningProgram.StartAsync(folder, time: null);

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder.Storage));
        var warning = Assert.Single(program.Log.Text.Split('\n'), line => line.Contains("was open to other users", StringComparison.Ordinal));
        Assert.EndsWith(": the folder itself (it was empty)", warning.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LinkInTheFolder_LeavesAloneWhatItLeadsTo()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null))
        {
        }

        var elsewhere = Path.Combine(folder.FullPath, "elsewhere.txt");
        await File.WriteAllTextAsync(elsewhere, "");
        File.SetUnixFileMode(elsewhere, (UnixFileMode)0b110_100_100);
        File.CreateSymbolicLink(Path.Combine(folder.Storage, "link"), elsewhere);
        await using var program = await RunningProgram.StartAsync(folder, time: null);

        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(elsewhere));
    }

    [Fact]
    public async Task Log_AtItsMostDetailed_HoldsNoKeyAndNoPassword()
    {
        using var folder = new TemporaryFolder();
        string[] everything = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace"];
        await using var program = await RunningProgram.StartAsync(
            folder,
            time: null,
            [$"--Bootstrap:ApiKey={RunningProgram.ApiKey}", $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}", .. everything]);
        using var browser = program.NewBrowser();
        (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).Dispose();
        using var api = program.NewApiClient();
        (await api.GetAsync("policy")).Dispose();

        var keyFile = Assert.Single(Directory.GetFiles(Path.Combine(folder.Storage, "keys"), "*.xml"));
        var key = XDocument.Load(keyFile).Descendants("value").Single().Value;
        var log = program.Log.Text;
        Assert.Contains(Path.GetFileNameWithoutExtension(keyFile)["key-".Length..], log, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            [key, RunningProgram.ApiKey, RunningProgram.AdminPassword, WebUtility.UrlEncode(RunningProgram.AdminPassword)],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_Prints_BothAddressesToOutputAndTheLinkNeverToTheLog()
    {
        await using var program = await RunningProgram.StartAsync();

        Assert.Contains(program.Admin.ToString(), program.Output, StringComparison.Ordinal);
        Assert.Contains(program.Ingest.ToString(), program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(program.SetupLink.Query["?code=".Length..], program.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WrongSettings_RefusesBeforeAnythingIsMade()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<StartRefusedException>(() => Program.Build(RunningProgram.ArgumentsFor(folder, "--Listeners:Admin=nonsense")));
        Assert.False(Directory.Exists(folder.Storage));
    }

    private static async Task<(int Code, string Error)> RunAsync(TemporaryFolder folder, params string[] settings)
    {
        await using var error = new StringWriter();
        var code = await StartUp.RunAsync(() => Program.Build(RunningProgram.ArgumentsFor(folder, settings)), error);
        return (code, error.ToString());
    }

    private static async Task SpoilPolicyAsync(TemporaryFolder folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Storage, "eventauth.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE PolicyRevisions SET UpdateWithJwt = 'spoiled'";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
