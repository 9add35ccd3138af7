using System.Data.Common;

namespace EventAuth.Storage.Database;

/// <summary>Knows which connections are of no more use. Asked for transactions begun by hand, whose refusal no interceptor hears.</summary>
internal interface IConnectionExclusion
{
    /// <summary>
    /// Keeps a connection, and all others of now, out of the pool if what went wrong says that it can never be written on.
    /// Tells whether it does.
    /// </summary>
    bool KeepOut(DbConnection? connection, Exception exception);
}
