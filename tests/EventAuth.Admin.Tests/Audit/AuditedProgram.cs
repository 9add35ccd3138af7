using System.Text.Json;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Audit;

/// <summary>Reads the trail of a running program through its API.</summary>
internal static class AuditedProgram
{
    /// <summary>All matching entries, oldest first.</summary>
    public static async Task<List<JsonElement>> AuditAsync(this RunningProgram program, string query = "")
    {
        using var api = program.NewApiClient();
        var entries = await api.ReadAllAsync("audit?limit=1000" + query);
        entries.Reverse();
        return entries;
    }

    public static string Text(this JsonElement entry, string member) => entry.GetProperty(member).GetString()!;
}
