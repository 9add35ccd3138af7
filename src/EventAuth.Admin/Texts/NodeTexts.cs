using EventAuth.Admin.Nodes;
using EventAuth.Storage.Nodes;

namespace EventAuth.Admin.Texts;

/// <summary>What is said of the processes of an installation. On the screen they are nodes.</summary>
internal static class NodeTexts
{
    /// <summary>What a node does.</summary>
    public static string ToRole(this NodeReport node) => (node.HasConsole, node.HasIngest) switch
    {
        (true, true) => "Console and ingest",
        (true, false) => "Console",
        _ => "Ingest",
    };

    /// <summary>"1,204", or "0.3" where it is little.</summary>
    public static string Rate(double perSecond) =>
        perSecond is 0 or >= 10 ? Numbers.Number((long)perSecond) : perSecond.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>On which nodes the newest version is in force, in one sentence.</summary>
    public static string ToSentence(this NodeAgreement agreement)
    {
        var newest = Numbers.Number(agreement.Newest);
        var inForce = agreement.Nodes - agreement.Behind.Length - agreement.Silent;
        var sentence = agreement.Behind switch
        {
            [] when agreement.IsComplete => $"Version {newest} is in force on all {Numbers.Count("node", agreement.Nodes)}",
            [] => $"Version {newest} is in force on {Numbers.Number(inForce)} of {Numbers.Count("node", agreement.Nodes)}",
            [var first, .. var others] => $"{Numbers.Number(agreement.Behind.Length)} of {Numbers.Count("node", agreement.Nodes)} still "
                + (others.IsEmpty ? "uses " : "use ")
                + (others.All(version => version == first) ? $"version {Numbers.Number(first)}" : "earlier versions")
                + $", not {newest}",
        };
        return agreement.Silent switch
        {
            0 => sentence + ".",
            1 => sentence + "; 1 node does not report.",
            var silent => $"{sentence}; {Numbers.Number(silent)} nodes do not report.",
        };
    }
}
