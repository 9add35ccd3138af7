using System.Data.Common;
using System.Net.Sockets;

namespace EventAuth.Storage.Database;

/// <summary>Tells failures of storage from faults of the program.</summary>
public static class StorageFailure
{
    /// <summary>
    /// Whether the database failed or cannot be reached. The driver of PostgreSQL lets out as it is what goes wrong on the way to the
    /// server, such as a name that is not found.
    /// </summary>
    public static bool IsOne(Exception problem) =>
        problem is DbException or SocketException or TimeoutException || problem.InnerException is DbException or SocketException;
}
