namespace Interop.StudyLink;

/// <summary>A ROUTER that answers miaia-zmtp-peer: everything comes back, and a message of 'P' and eight bytes brings one of that size.</summary>
internal interface IRouter : IDisposable
{
    /// <summary>Where it is bound.</summary>
    string Endpoint { get; }
}
