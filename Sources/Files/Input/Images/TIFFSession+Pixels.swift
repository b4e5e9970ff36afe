import CCodecs

extension TIFFSession {
  /// Decodes all strips of a plane; false if one fails.
  func readStrips(_ layout: TIFFLayout, _ plane: Int, _ pixels: UnsafeMutableRawBufferPointer) -> Bool {
    let height = layout.header.height
    let stripHeight = min(max(self[TIFFTAG_ROWSPERSTRIP, wide: true], 1), height)
    guard Int(TIFFScanlineSize(file)) == layout.rowSize else { return false }
    var strip = UInt32(plane * ((height + stripHeight - 1) / stripHeight))
    for row in stride(from: 0, to: height, by: stripHeight) {
      let size = tmsize_t(min(stripHeight, height - row) * layout.rowSize)
      let target = pixels.baseAddress! + row * layout.rowSize
      guard isStored(strip), TIFFReadEncodedStrip(file, strip, target, size) == size else { return false }
      strip += 1
    }
    return true
  }

  /// Decodes all tiles of a plane; false if one fails.
  ///
  /// - Throws: `.badData` if there is no memory for a tile.
  func readTiles(
    _ layout: TIFFLayout, _ plane: Int, _ pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Bool {
    let (width, height) = (self[TIFFTAG_TILEWIDTH, wide: true], self[TIFFTAG_TILELENGTH, wide: true])
    let rowSize = width * layout.pixelSize
    let size = Int(TIFFTileSize(file))
    guard size > 0, Int(TIFFTileRowSize(file)) == rowSize, size == rowSize * height,
      size <= Self.allocationLimit
    else { return false }
    return try withZeroedBytes(count: size, for: path) { (tile) throws(FileError) in
      for top in stride(from: 0, to: layout.header.height, by: height) {
        for left in stride(from: 0, to: layout.header.width, by: width) {
          let number = TIFFComputeTile(file, UInt32(left), UInt32(top), 0, UInt16(plane))
          guard isStored(number),
            TIFFReadEncodedTile(file, number, tile.baseAddress, tmsize_t(size)) == size
          else { return false }
          layout.paste(UnsafeRawBufferPointer(tile), rowSize: rowSize, left: left, top: top, into: pixels)
        }
      }
      return true
    }
  }

  /// Whether a strip or tile stands anywhere in the file; libtiff would read the file's head for one that
  /// does not.
  fileprivate func isStored(_ number: UInt32) -> Bool { TIFFGetStrileOffset(file, number) > 0 }
}

extension TIFFLayout {
  /// The bytes of a pixel of one stored plane.
  fileprivate var pixelSize: Int { rowSize / header.width }

  /// Copies the part of a tile that lies in the image into a plane.
  fileprivate func paste(
    _ tile: UnsafeRawBufferPointer, rowSize tileRowSize: Int, left: Int, top: Int,
    into plane: UnsafeMutableRawBufferPointer
  ) {
    let start = left * pixelSize
    let size = min(tileRowSize, rowSize - start)
    for row in 0..<min(tile.count / tileRowSize, header.height - top) {
      let target = plane[((top + row) * rowSize + start)...].prefix(size)
      UnsafeMutableRawBufferPointer(rebasing: target).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: tile[(row * tileRowSize)...].prefix(size)))
    }
  }
}
