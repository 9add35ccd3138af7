namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>Runs only where this user may mount a disk.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_refusal = new(() =>
    {
        try
        {
            using var disk = SmallDisk.Make(megabytes: 1);
            return null;
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "No disk can be mounted here, so that none can be full: " + refusal.Message;
        }
    });

    public MountFactAttribute() => Skip = s_refusal.Value;
}
