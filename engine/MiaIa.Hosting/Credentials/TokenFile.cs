using System.Text;
using MiaIa.Hosting.Logs;

namespace MiaIa.Hosting.Credentials;

/// <summary>
/// The file of one token, read again when it has been replaced: a token that got into wrong hands is worth nothing from then on. While the file is
/// away or cannot be read, the token that is known counts, so that nobody is kept from halting.
/// </summary>
internal sealed class TokenFile
{
    private readonly string _path;
    private readonly Func<string, AccessToken> _read;
    private readonly Lock _gate = new();
    private (DateTime WrittenAt, long Length) _stamp;
    private AccessToken _token;
    private SecretTexts? _secrets;

    /// <param name="path">The file.</param>
    /// <param name="read">Reads it; throws <see cref="CredentialsException"/> or <see cref="IOException"/>.</param>
    internal TokenFile(string path, Func<string, AccessToken> read)
    {
        (_path, _read) = (path, read);
        _stamp = StampOf(path);
        _token = read(path);
    }

    /// <summary>The token that counts now.</summary>
    internal AccessToken Now
    {
        get
        {
            lock (_gate)
            {
                var stamp = StampOf(_path);
                if (stamp == _stamp || stamp.Length < 0)
                    return _token;
                try
                {
                    _token = _read(_path);
                    _stamp = stamp;
                    Hide();
                }
                catch (Exception unreadable) when (unreadable is CredentialsException or IOException)
                {
                    // It is being written, or damaged: looked at again with the next call.
                    return _token;
                }

                return _token;
            }
        }
    }

    internal void HideFrom(SecretTexts? secrets)
    {
        lock (_gate)
        {
            _secrets = secrets;
            Hide();
        }
    }

    private void Hide() => _secrets?.Hide(Encoding.ASCII.GetString(_token.Bytes));

    private static (DateTime WrittenAt, long Length) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
    }
}
