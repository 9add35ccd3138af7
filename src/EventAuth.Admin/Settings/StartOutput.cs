using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Settings;

/// <summary>Where the program tells the person who started it how to go on: standard output, and in tests a text.</summary>
internal sealed record StartOutput(TextWriter Writer);
