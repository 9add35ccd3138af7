using System.Xml.Linq;
using EventAuth.Storage.Protection;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace EventAuth.Admin.Installation;

/// <summary>The keys of cookies and forms in the database, for all processes over it.</summary>
internal sealed class KeyRows(ISharedKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting), isKey: element.Name.LocalName == "key");
}
