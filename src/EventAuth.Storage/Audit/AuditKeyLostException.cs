namespace EventAuth.Storage.Audit;

/// <summary>There are entries in the trail, and the key that sealed them is not there. Its message is a sentence for the person who starts the program.</summary>
public sealed class AuditKeyLostException(string message) : Exception(message);
