using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>Runs only where a database can be made immutable, even for processes that have it open.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImmutableFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_refusal = new(() =>
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            SystemCommand.Run("chattr", "+i", path);
            try
            {
                RandomAccess.Write(file, "x"u8, 0);
                return "This file system lets those write to an immutable file who have it open.";
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                return null;
            }
            finally
            {
                SystemCommand.Run("chattr", "-i", path);
            }
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "No file can be made immutable here: " + refusal.Message;
        }
        finally
        {
            File.Delete(path);
        }
    });

    public ImmutableFactAttribute() => Skip = TestDatabase.IsPostgres ? null : s_refusal.Value;
}
