namespace EventAuth.Admin.Api.Answers;

/// <summary>Names of events: those to change, and in the answer those that were. Entries other than discovered are passed over.</summary>
/// <param name="Actions">1 to 1,000 of them.</param>
internal sealed record EventNames(IReadOnlyList<string> Actions);
