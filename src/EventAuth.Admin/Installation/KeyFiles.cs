using System.Xml;
using System.Xml.Linq;
using EventAuth.Storage.Damage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace EventAuth.Admin.Installation;

/// <summary>
/// The files of the keys of cookies and forms. One that cannot be read is left out and reported; the framework would fail at each form:
/// what it encrypted cannot be read any more, and new keys are created for new data.
/// </summary>
internal sealed class KeyFiles(DirectoryInfo folder, DamagedRows damaged, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
{
    public override IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Directory.EnumerateFiles("*.xml").Select(Read).OfType<XElement>()];

    private XElement? Read(FileInfo file)
    {
        try
        {
            using var reader = XmlReader.Create(file.FullName, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            damaged.Add(Directory.Name, RowKey.Of(Path.GetFileNameWithoutExtension(file.Name)));
            return null;
        }
    }
}
