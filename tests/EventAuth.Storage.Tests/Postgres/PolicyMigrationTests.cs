using EventAuth.Core.Policies;
using EventAuth.Storage.Postgres;
using EventAuth.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Postgres;

/// <summary>A database of the version that knew only lists.</summary>
public sealed class PolicyMigrationTests
{
    private const string BeforeModes = "20261130170000_UsedProofs";

    private const string OldInstallation =
        """
        INSERT INTO "Installation" ("Id", "EventIdKey", "CreatedAt") VALUES (1, decode(repeat('00', 32), 'hex'), 0);
        INSERT INTO "PolicyRevisions" ("Version", "AnonymousWithoutJwt", "UpdateWithoutJwt", "UpdateWithJwt", "AppliedBy", "AppliedAt")
            VALUES (1, '["page.visit"]', '[]', '["form.submit"]', 'test', 0);
        """;

    [Fact]
    public async Task Start_OnADatabaseWithoutModes_DecidesAsBefore()
    {
        var server = await SharedPostgres.ServerAsync;
        var connection = server.ConnectionString(await server.CreateDatabaseAsync());
        await using (var context = new PostgresDbContext(
            new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connection + ";Pooling=False").Options))
        {
            await context.GetService<IMigrator>().MigrateAsync(BeforeModes);
            await context.Database.ExecuteSqlRawAsync(OldInstallation);
            context.Add(new JournalStateRecord());
            await context.SaveChangesAsync();
        }

        await using var storage = await StartAsync(options => options with { Server = connection });

        var policy = (await storage.Policies.ReadLatestAsync(CancellationToken.None))!.Policy;
        Assert.Equal(
            EventPolicy.Empty
                .With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")])
                .With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]),
            policy);
        Assert.Null(await storage.Policies.ReadPendingAsync(CancellationToken.None));
    }
}
