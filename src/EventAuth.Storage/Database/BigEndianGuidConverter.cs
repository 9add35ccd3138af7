using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EventAuth.Storage.Database;

/// <summary>
/// Event ids are kept as their 16 bytes in network order, so that the database sorts them as their text does. Other bytes are read as no
/// id.
/// </summary>
internal sealed class BigEndianGuidConverter() : ValueConverter<Guid, byte[]>(
    id => id.ToByteArray(true),
    bytes => bytes.Length == 16 ? new Guid(bytes, true) : Guid.Empty);
