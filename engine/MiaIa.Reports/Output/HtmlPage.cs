using System.Globalization;
using System.Net;
using System.Text;

namespace MiaIa.Reports.Output;

/// <summary>Writes a page that needs nothing but itself. Every text is escaped on its way in.</summary>
internal sealed class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1a1a1a;--soft:#5b5b5b;--line:#c8c8c8;--paper:#fff;--won:#0b63b0;--lost:#b3490a;--mark:#6a4fa3;--head:#f2f2f2}
        @media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#a9a9a9;--line:#454545;--paper:#161616;--won:#6db3f2;--lost:#f2a05a;--mark:#b9a2f0;--head:#242424}}
        body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:76rem;margin:0 auto;padding:1rem}
        h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin-bottom:.3rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;margin:.4rem 0}
        th,td{padding:.22rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-variant-numeric:tabular-nums}
        th{background:var(--head)}th:first-child,td:first-child,.text,th.text{text-align:left}td.text{text-align:left;white-space:normal;min-width:16rem}
        .many th,.many td{white-space:normal;padding:.2rem .35rem}.many td.text{min-width:9rem}.many td.one{white-space:nowrap}
        .won{color:var(--won)}.lost{color:var(--lost)}.soft{color:var(--soft);font-size:.85rem}.alarm{border:2px solid var(--lost);padding:.5rem}
        svg{max-width:100%;height:auto;display:block;margin:.4rem 0}svg text{fill:var(--soft);font-size:11px}
        """;

    private const int ColumnsOnALine = 7;

    // A sum of money or a share: it is never cut in two.
    private const int OneLineLength = 12;

    private readonly StringBuilder _text = new();

    internal HtmlPage(string title)
    {
        _text.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        // Nothing is fetched, nothing runs.
        _text.Append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        );
        _text.Append("<link rel=\"icon\" href=\"data:,\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        _text.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(title)}</title><style>{Style}</style></head><body><main>\n");
        Head(1, title);
    }

    internal static string Escaped(string text) => WebUtility.HtmlEncode(text);

    internal void Head(int level, string text) => _text.Append(CultureInfo.InvariantCulture, $"<h{level}>{Escaped(text)}</h{level}>\n");

    internal void Say(string text, string kind = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<p{(kind.Length == 0 ? "" : $" class=\"{kind}\"")}>{Escaped(text)}</p>\n");

    /// <summary>A drawing, made by <see cref="SvgPlot"/>.</summary>
    internal void Draw(string svg) => _text.Append(svg).Append('\n');

    internal void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<HtmlCell>> rows)
    {
        var body = rows.ToArray();
        var isMany = heads.Count > ColumnsOnALine;
        // More than a page is wide for: what does not fit goes to a second line, and no column lies out of sight.
        _text.Append(CultureInfo.InvariantCulture, $"<div class=\"wide{(isMany ? " many" : "")}\" tabindex=\"0\"><table><thead><tr>");
        for (var i = 0; i < heads.Count; i++)
        {
            // Where a column of text begins, its head does.
            var isText = body.Length > 0 && i < body[0].Count && body[0][i].Kind == HtmlCell.OfText;
            _text.Append(
                CultureInfo.InvariantCulture,
                $"<th scope=\"col\"{ClassOf(isText ? HtmlCell.OfText : "")}>{Escaped(heads[i])}</th>"
            );
        }

        _text.Append("</tr></thead><tbody>\n");
        foreach (var row in body)
        {
            _text.Append("<tr>");
            foreach (var cell in row)
            {
                var kind =
                    isMany && cell.Kind != HtmlCell.OfText && cell.Text.Length <= OneLineLength
                        ? $"{cell.Kind} one".TrimStart()
                        : cell.Kind;
                _text.Append(CultureInfo.InvariantCulture, $"<td{ClassOf(kind)}>{Escaped(cell.Text)}</td>");
            }

            _text.Append("</tr>\n");
        }

        _text.Append("</tbody></table></div>\n");
    }

    private static string ClassOf(string kind) => kind.Length == 0 ? "" : $" class=\"{kind}\"";

    internal string End() => _text.Append("</main></body></html>\n").ToString();
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">Not escaped.</param>
/// <param name="Kind">Its class: won, lost, text or none.</param>
internal readonly record struct HtmlCell(string Text, string Kind = "")
{
    /// <summary>The kind of a cell that is read from the left, and may have several lines.</summary>
    internal const string OfText = "text";

    public static implicit operator HtmlCell(string text) => new(text);
}
