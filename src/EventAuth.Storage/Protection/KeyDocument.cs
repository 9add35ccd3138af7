using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Protection;

/// <summary>A key of cookies and forms, or a note that keys are void, as the framework writes it.</summary>
/// <param name="Name">The name of its file, without the end.</param>
/// <param name="Text">XML.</param>
internal sealed record KeyDocument(string Name, string Text, bool IsKey, DateTimeOffset CreatedAt)
{
    private const string End = ".xml";

    /// <summary>Those in the folder of the embedded database, the oldest first. Throws <see cref="StorageRefusedException"/>.</summary>
    public static List<KeyDocument> ReadAll(StorageOptions options) => Directory.Exists(options.KeyFolder)
        ? [.. Directory.EnumerateFiles(options.KeyFolder, "*" + End).Select(Read).OrderBy(key => key.CreatedAt)]
        : [];

    /// <summary>Makes one of its text.</summary>
    public static KeyDocument Of(string name, string text, DateTimeOffset createdAt)
    {
        var element = XElement.Parse(text);
        var said = element.Element("creationDate")?.Value ?? element.Element("revocationDate")?.Value;
        return new KeyDocument(
            name,
            element.ToString(SaveOptions.DisableFormatting),
            element.Name.LocalName == "key",
            DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : createdAt);
    }

    /// <summary>Writes its file, unless it is there.</summary>
    public void Write(StorageOptions options)
    {
        PrivateFiles.CreateFolder(options.KeyFolder);
        var path = Path.Combine(options.KeyFolder, Path.GetFileName(Name) + End);
        if (!File.Exists(path))
        {
            SyncedFile.Replace(path, Encoding.UTF8.GetBytes(Text));
        }
    }

    private static KeyDocument Read(string path)
    {
        try
        {
            return Of(
                Path.GetFileNameWithoutExtension(path), File.ReadAllText(path), new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
        }
        catch (XmlException)
        {
            throw new StorageRefusedException(
                $"The file {path} cannot be read as a key. The program leaves it out; remove it, or restore it from a backup.");
        }
    }
}
