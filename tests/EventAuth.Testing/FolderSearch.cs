using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Testing;

/// <summary>
/// Values that must be gone, in every form in which something may have kept them, and a search through every byte of a folder.
/// </summary>
public sealed class FolderSearch(string folder)
{
    private readonly Dictionary<string, byte[]> _forms = [];

    /// <summary>Searches for a text: as it is in several encodings, as hexadecimal digits and base64, and as a hash.</summary>
    public void AddText(string name, string text)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            AddBytes($"{name} in {encoding.WebName}", encoding.GetBytes(text));
        }

        AddBytes($"SHA-256 of {name}", SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Searches for bytes: as they are, as hexadecimal digits and as base64 anywhere in a longer text.</summary>
    public void AddBytes(string name, byte[] bytes)
    {
        _forms.TryAdd(name, bytes);
        _forms.TryAdd(name + ", hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        _forms.TryAdd(name + ", hexadecimal in lower case", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        for (var shift = 0; shift < 3; shift++)
        {
            // Without the characters at both ends, which depend on the neighbours.
            var text = Convert.ToBase64String([.. new byte[shift], .. bytes])[(shift + 1)..^4];
            _forms.TryAdd($"{name}, base64 ({shift})", Encoding.ASCII.GetBytes(text));
            _forms.TryAdd($"{name}, base64url ({shift})", Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_')));
        }
    }

    /// <summary>What is in the folder, and where.</summary>
    public IReadOnlyList<string> Find()
    {
        while (true)
        {
            try
            {
                return FindInFiles();
            }
            catch (FileNotFoundException)
            {
                // The program gave a file its final name at this moment: the whole folder is searched again, so that nothing is missed.
            }
        }
    }

    private IReadOnlyList<string> FindInFiles() =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)

            // The program's lock is an empty file that nobody else can open.
            .Where(file => new FileInfo(file).Length > 0)
            .SelectMany(file => Find(Path.GetFileName(file), ReadAll(file)))
            .Order(StringComparer.Ordinal),
    ];

    private IEnumerable<string> Find(string file, byte[] content) =>
        _forms.Where(form => content.AsSpan().IndexOf(form.Value) >= 0).Select(form => $"{form.Key}: {file}");

    // The program has its files open.
    private static byte[] ReadAll(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
