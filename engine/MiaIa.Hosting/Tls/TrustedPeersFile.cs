namespace MiaIa.Hosting.Tls;

/// <summary>
/// The file of whom this program believes, read again when it has been replaced: who has left it is let in no more, who has come into it is. While the
/// file is away or cannot be read, those that are known count.
/// </summary>
public sealed class TrustedPeersFile
{
    private readonly string _path;
    private readonly Action<string> _tell;
    private readonly Lock _gate = new();
    private (DateTime WrittenAt, long Length) _stamp;
    private TrustedPeers _peers;
    private bool _isDamageTold;

    private TrustedPeersFile(string path, Action<string> tell)
    {
        (_path, _tell) = (path, tell);
        _stamp = StampOf(path);
        _peers = TrustedPeers.Open(path);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">PEM, one or more certificates.</param>
    /// <param name="tell">Hears that another content counts from now on, or why it does not.</param>
    /// <exception cref="CertificateException">It is missing or holds none.</exception>
    public static TrustedPeersFile Open(string path, Action<string> tell) => new(path, tell);

    /// <summary>Those that count now.</summary>
    public TrustedPeers Look()
    {
        lock (_gate)
        {
            if (StampOf(_path) is var stamp && stamp != _stamp)
                Read(stamp);
            return _peers;
        }
    }

    private void Read((DateTime WrittenAt, long Length) stamp)
    {
        try
        {
            _peers = TrustedPeers.Open(_path);
            (_stamp, _isDamageTold) = (stamp, false);
            _tell($"{_path} was replaced: who is in it now is trusted from now on");
        }
        catch (CertificateException unreadable)
        {
            // It is being written, is away, or damaged: looked at again with the next caller.
            if (!_isDamageTold)
                _tell($"{unreadable.Message}; those of before are trusted still");
            _isDamageTold = true;
        }
    }

    private static (DateTime WrittenAt, long Length) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
    }
}
