using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>The validator and the framework's parser agree on what is JSON.</summary>
public sealed class JsonValidatorTests
{
    private const int Rounds = 60_000;

    private static readonly JsonDocumentOptions s_anyDepth = new() { MaxDepth = 100_000 };

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0e-0")]
    [InlineData("10.25E+7")]
    [InlineData("1e400")]
    [InlineData("\"\\/\\u00ff\u007f\"")]
    [InlineData("\t[ ]\r\n")]
    [InlineData(" [ true , false , null ] ")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("00")]
    [InlineData("-01")]
    [InlineData("0x1")]
    [InlineData("1 2")]
    [InlineData("tru")]
    [InlineData("truee")]
    [InlineData("True")]
    [InlineData("nul")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("\"\\\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\U0041\"")]
    [InlineData("\"\t\"")]
    [InlineData("\"\u001f\"")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 1]")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,}")]
    [InlineData("{1:1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")]
    [InlineData("\u00a0{}")]
    [InlineData("{}\0")]
    [InlineData("//\n{}")]
    public void Judge_Text_IsJsonWhereTheFrameworkSaysSo(string json) => AssertAgrees(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Judge_MutatedText_IsJsonWhereTheFrameworkSaysSo(int seed)
    {
        var random = new Random(seed);
        var good = 0;
        for (var round = 0; round < Rounds / 2; round++)
        {
            good += AssertAgrees(random.Next(3) == 0 ? MutatedJson.MakeBatch(random) : MutatedJson.Make(random)) ? 1 : 0;
        }

        Assert.InRange(good, Rounds / 100, Rounds / 2 - (Rounds / 100));
    }

    private static bool AssertAgrees(byte[] json)
    {
        var expected = Utf8.IsValid(json) && IsJson(json);
        var fault = new EventRequestReader().OpenBatch(json, out _);
        Assert.True(expected == (fault != ReadFault.NotJson), $"{Convert.ToBase64String(json)}: {fault}");
        return expected;
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_anyDepth);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
