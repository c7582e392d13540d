namespace GameServer.LiveOps;

/// <summary>A file of content as it came: from a folder or over HTTP.</summary>
/// <param name="Name">Its name without folders; what it ends with says whether it is YAML or JSON.</param>
/// <param name="Text">What it says.</param>
public readonly record struct ContentFile(string Name, string Text);
