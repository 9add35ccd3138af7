using System.Text;
using EventAuth.Core.Certificates;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Reads what is pasted as a certificate.</summary>
internal sealed class CertificateFuzzReader : FuzzReader
{
    private string _text = "";

    public override void Take(ReadOnlySpan<byte> input) => _text = Encoding.UTF8.GetString(input);

    public override void Read() => CertificateReader.Read(_text);
}
