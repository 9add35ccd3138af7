using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>
/// As long as it exists, nobody can change the database of a program, not those either who have it open: its files are immutable, also for root, or
/// the server lets it only be read, as a standby does. The index of the files' log is left out: it is shared memory, and the system ends processes
/// that can no longer write to it.
/// </summary>
internal sealed class Immutability : IDisposable
{
    private readonly ProgramDatabase _database;
    private readonly string[] _files;

    public Immutability(AdminProgram program)
    {
        _database = program.Database;
        _files = [.. Directory.GetFiles(program.Storage, "eventauth.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))];
        Set(true);
    }

    public void Dispose() => Set(false);

    private void Set(bool immutable)
    {
        if (_database.IsPostgres)
        {
            _database.SetReadOnly(immutable);
        }
        else
        {
            SystemCommand.Run("chattr", [immutable ? "+i" : "-i", .. _files]);
        }
    }
}
