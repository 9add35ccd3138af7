using System.Data.Common;

namespace EventAuth.Storage.Files;

/// <summary>
/// The files of the database are not those that this process opened: nobody could read what it writes. A failure of the database like
/// others, so that code that handles those also handles this one. Its message is a sentence for the person who runs the program.
/// </summary>
internal sealed class StorageLostException(string message) : DbException(message);
