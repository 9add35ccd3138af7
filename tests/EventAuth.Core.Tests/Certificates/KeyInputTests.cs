using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>The table of what people paste.</summary>
public sealed class KeyInputTests(OpensslKeys keys) : IClassFixture<OpensslKeys>
{
    [Fact]
    public void Read_EachInputOfTheTable_IsWhatTheTableSays()
    {
        var inputs = KeyInput.All(keys);

        Assert.True(inputs.Count >= 120);
        Assert.All(inputs, input =>
        {
            var reading = CertificateReader.Read(input.Text);
            Assert.Equal(input.Code, reading is CertificateReading.Refused refused ? refused.Problem.ToCode() : KeyInput.Public);
            if (reading is CertificateReading.Accepted accepted)
            {
                Assert.Equal(keys.Stored, accepted.Pem);
            }
        });
    }

    [Theory]
    [InlineData('\\', "x")]
    [InlineData('-', "")]
    [InlineData('"', "")]
    [InlineData('A', "")]
    [InlineData(' ', "x")]
    [InlineData('>', "")]
    [InlineData('%', "")]
    [InlineData('[', "")]
    public void Read_LongRunOfOneCharacter_IsRefused(char character, string end) =>
        Assert.IsType<CertificateReading.Refused>(CertificateReader.Read(new string(character, CertificateReader.MaxLength - 1) + end));

    [Theory]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("–BEGIN ")]
    [InlineData("\"a\"+")]
    [InlineData("> ")]
    [InlineData("eyJ.")]
    [InlineData("aa:")]
    [InlineData("{\"a\":")]
    [InlineData("\\u0041")]
    [InlineData("%41")]
    [InlineData("<br>")]
    [InlineData("&#")]
    public void Read_LongRepetition_IsRefused(string part) =>
        Assert.IsType<CertificateReading.Refused>(CertificateReader.Read(string.Concat(Enumerable.Repeat(part, 60_000 / part.Length))));
}
