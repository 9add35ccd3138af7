using System.Diagnostics;

namespace EventAuth.EndToEnd.Tests.Keys;

/// <summary>The openssl command line in a folder of its own, as a person uses it who makes a key pair.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-keys-").FullName;

    /// <summary>Makes private.pem and public.pem by the commands of the product's manual.</summary>
    public static async Task<OpenSsl> MakePairAsync()
    {
        var openssl = new OpenSsl();
        await openssl.RunAsync("genrsa -out private.pem 2048");
        await openssl.RunAsync("rsa -in private.pem -pubout -out public.pem");
        return openssl;
    }

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(_folder, file));

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>Runs one command; its arguments are separated by blanks.</summary>
    public async Task<string> RunAsync(string arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"openssl {arguments}: {errors}");
        return await output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
