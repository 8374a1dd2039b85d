using Google.Protobuf;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.Bridge.Link;

/// <summary>One StudyFrames message while it fills: the frames' bytes behind each other in a buffer that is used again.</summary>
internal sealed class FrameBatch
{
    private const int FirstBytes = 16 * 1024;

    private readonly StudyFrames _message = new();
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[FirstBytes];
    private int _inMessage;

    /// <summary>No frame is in it.</summary>
    internal bool IsEmpty => _ends.Count == 0;

    private int Length => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Copies a frame behind the others.</summary>
    /// <returns>False, and nothing is added, when the message would become too long.</returns>
    internal bool TryAdd(ReadOnlySpan<byte> frame)
    {
        if (_inMessage + FrameLimits.InMessage(frame.Length) > FrameLimits.MessageBytesMax)
            return false;
        var start = Length;
        if (_bytes.Length < start + frame.Length)
            Array.Resize(ref _bytes, Math.Max(start + frame.Length, 2 * _bytes.Length));
        frame.CopyTo(_bytes.AsSpan(start));
        _ends.Add(start + frame.Length);
        _inMessage += FrameLimits.InMessage(frame.Length);
        return true;
    }

    /// <summary>The message: it points into the buffer, so this batch stays as it is until the message has been written.</summary>
    internal StudyFrames ToMessage()
    {
        _message.Frame.Clear();
        var start = 0;
        foreach (var end in _ends)
        {
            _message.Frame.Add(UnsafeByteOperations.UnsafeWrap(_bytes.AsMemory(start, end - start)));
            start = end;
        }

        return _message;
    }

    internal void Clear()
    {
        _ends.Clear();
        _inMessage = 0;
    }
}
