using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MiaIa.Engine.Web;

/// <summary>
/// The page's files, carried inside this assembly. What is asked for is looked up among their names: no path ever reaches a disk, so that none
/// can lead out of anywhere.
/// </summary>
public sealed class PageFiles
{
    private const string Prefix = "page/";

    // The bundler puts what it names by content there.
    private const string NamedByContent = "/assets/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);

    /// <summary>Reads them once.</summary>
    /// <exception cref="InvalidOperationException">A file is of a kind that this class does not know.</exception>
    public PageFiles()
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Add(string.Concat("/", name.AsSpan(Prefix.Length)), bytes);
        }

        if (_files.TryGetValue("/index.html", out var index))
            _files["/"] = index;
    }

    /// <summary>The paths there are.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>Finds the file of a request's path.</summary>
    public bool TryGet(string path, [NotNullWhen(true)] out PageFile? file) => _files.TryGetValue(path, out file);

    /// <summary>Answers with a file, or with that the browser has it already.</summary>
    /// <param name="call">A GET or a HEAD.</param>
    /// <param name="file">From <see cref="TryGet"/>.</param>
    public static async Task AnswerAsync(HttpContext call, PageFile file)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(file);
        var response = call.Response;
        response.Headers.ETag = file.Tag;
        response.Headers.CacheControl = file.NeverChanges ? "public, max-age=31536000, immutable" : "no-cache";
        if (Has(call.Request, file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(call.Request.Method))
            await response.Body.WriteAsync(file.Bytes, call.RequestAborted).ConfigureAwait(false);
    }

    private static bool Has(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == tag);

    private void Add(string path, byte[] bytes)
    {
        if (!Types.TryGetValue(Path.GetExtension(path), out var type))
            throw new InvalidOperationException($"the page holds {path}, and nobody has said what that is");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        _files.Add(path, new(bytes, type, tag, path.StartsWith(NamedByContent, StringComparison.Ordinal)));
    }
}
