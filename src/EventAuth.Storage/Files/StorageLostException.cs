using System.Data.Common;

namespace EventAuth.Storage.Files;

/// <summary>
/// The files of the database are not those that this process opened: what it would write, nobody could read. A failure of the database like
/// others, so that code that handles those handles this one. Its message is a sentence for the person who runs the program.
/// </summary>
internal sealed class StorageLostException(string message) : DbException(message);
