using System.Globalization;
using System.Text;
using QRCoder;

namespace EventAuth.Admin.TwoFactor;

/// <summary>A text as a QR code (ISO/IEC 18004), with the quiet zone around it.</summary>
/// <param name="Size">Modules a side.</param>
/// <param name="Path">The dark modules as the data of an SVG path, one unit each.</param>
internal sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
