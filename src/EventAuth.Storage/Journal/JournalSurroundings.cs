using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Limits;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Journal;

/// <summary>What outlives the journal's writer, which is made anew after each failure.</summary>
/// <param name="Options">How much the writer takes in.</param>
/// <param name="Files">The files of the database, and whether they are still those that were opened.</param>
/// <param name="Catalog">The catalogue in memory.</param>
/// <param name="Rejections">Counts what is rejected before it comes to a decision.</param>
/// <param name="Hashes">Makes hashes of identifiers.</param>
/// <param name="Payloads">Encrypts what rejected events brought, where that is kept.</param>
/// <param name="Pulse">Hears how many events were decided.</param>
/// <param name="Turns">Where the writer waits while others write.</param>
/// <param name="Time">The clock.</param>
internal sealed record JournalSurroundings(
    StorageOptions Options,
    StorageFiles Files,
    CatalogIndex Catalog,
    RejectionCounter Rejections,
    AuditRecorder Hashes,
    IRejectedPayloads Payloads,
    DecisionPulse Pulse,
    WriteTurns Turns,
    TimeProvider Time)
{
    /// <summary>The time by which used tokens are forgotten.</summary>
    public DeletionClock TokenAges { get; } = new(Time, TokenUses.Patience);
}
