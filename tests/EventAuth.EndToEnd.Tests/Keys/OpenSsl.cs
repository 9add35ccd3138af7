using System.Diagnostics;

namespace EventAuth.EndToEnd.Tests.Keys;

/// <summary>The openssl command line in its own folder, used like a person who creates a key pair.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-keys-").FullName;

    /// <summary>Makes private.pem and public.pem with the commands of the product's manual.</summary>
    public static async Task<OpenSsl> MakePairAsync()
    {
        var openssl = new OpenSsl();
        await openssl.RunAsync("genrsa -out private.pem 2048");
        await openssl.RunAsync("rsa -in private.pem -pubout -out public.pem");
        return openssl;
    }

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(_folder, file));

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>Runs one command; its arguments are separated by spaces.</summary>
    public Task<string> RunAsync(string arguments) => RunAsync(new ProcessStartInfo("openssl", arguments));

    /// <summary>Runs a line as a person pastes it into a terminal.</summary>
    public Task<string> ShellAsync(string line) => RunAsync(new ProcessStartInfo("sh", ["-c", line]));

    private async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.WorkingDirectory = _folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{start.FileName} {start.Arguments}{string.Join(' ', start.ArgumentList)}: {errors}");
        return await output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
