import CCodecs

extension TIFFSession {
  /// Decodes all strips of a plane, as they are stored; false if one fails.
  func readStrips(_ layout: TIFFLayout, _ plane: Int, _ pixels: UnsafeMutableRawBufferPointer) -> Bool {
    let height = layout.header.height
    let stripHeight = min(max(self[TIFFTAG_ROWSPERSTRIP, wide: true], 1), height)
    let rowSize = layout.storedSize(width: layout.header.width)
    guard Int(TIFFScanlineSize(file)) == rowSize else { return false }
    var strip = UInt32(plane * ((height + stripHeight - 1) / stripHeight))
    for row in stride(from: 0, to: height, by: stripHeight) {
      let size = tmsize_t(min(stripHeight, height - row) * rowSize)
      let target = pixels.baseAddress! + row * rowSize
      guard isStored(strip), TIFFReadEncodedStrip(file, strip, target, size) == size else { return false }
      strip += 1
    }
    return true
  }

  /// Decodes all tiles of a plane, as they are stored; false if one fails.
  ///
  /// - Throws: `.badData` if there is no memory for a tile.
  func readTiles(
    _ layout: TIFFLayout, _ plane: Int, _ pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Bool {
    let (width, height) = (self[TIFFTAG_TILEWIDTH, wide: true], self[TIFFTAG_TILELENGTH, wide: true])
    let rowSize = layout.storedSize(width: width)
    let size = Int(TIFFTileSize(file))
    guard size > 0, Int(TIFFTileRowSize(file)) == rowSize, size == rowSize * height,
      size <= Self.allocationLimit, layout.beginsWithByte(column: width)
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
  /// Whether a column of tiles that begins here, if there is one, begins with a byte; it does with the widths that TIFF allows.
  fileprivate func beginsWithByte(column: Int) -> Bool {
    column >= header.width || column * samplesPerPixel * samples.bits % 8 == 0
  }

  /// Copies the part of a tile that lies in the image into a plane.
  fileprivate func paste(
    _ tile: UnsafeRawBufferPointer, rowSize tileRowSize: Int, left: Int, top: Int,
    into plane: UnsafeMutableRawBufferPointer
  ) {
    let rowSize = storedSize(width: header.width)
    let start = storedSize(width: left)
    let size = min(tileRowSize, rowSize - start)
    for row in 0..<min(tile.count / tileRowSize, header.height - top) {
      let target = plane[((top + row) * rowSize + start)...].prefix(size)
      UnsafeMutableRawBufferPointer(rebasing: target).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: tile[(row * tileRowSize)...].prefix(size)))
    }
  }
}
