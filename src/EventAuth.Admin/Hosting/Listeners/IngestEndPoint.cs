using System.Net;

namespace EventAuth.Admin.Hosting.Listeners;

/// <summary>Address and port of the ingest listener, told apart from those of the console by its type.</summary>
internal sealed class IngestEndPoint(IPAddress address, int port) : IPEndPoint(address, port);
