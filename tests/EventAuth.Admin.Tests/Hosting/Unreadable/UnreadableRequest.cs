namespace EventAuth.Admin.Tests.Hosting.Unreadable;

/// <summary>Something that nobody can read.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Text">What is sent, one byte for each character.</param>
/// <param name="Status">The status of the answer; 0 where none can come.</param>
/// <param name="End">How the sender ends.</param>
internal sealed record UnreadableRequest(string Name, string Text, int Status, RawEnd End = RawEnd.HalfClose);
