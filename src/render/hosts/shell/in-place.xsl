<?xml version="1.0" encoding="UTF-8"?>
<!-- Puts the values of edits.xml, which lies beside this, into the file that it is applied to. What edits.xml does not
     name stays. Elements are found by their names whatever their namespace is, and made in the one of their parent.

     edit:by         which of several of a name: the one with the same attribute (@name), the same child (name), or a place
     edit:set        the text is to be this; where the element is missing, it comes at the position
     edit:put        the whole element is to be this; likewise
     edit:children   all that is in the element is to be this
     A position is `last`, `after NAME` or `before NAME`. What has none of these marks must be there already. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:edit="urn:apim-designer:edit"
    exclude-result-prefixes="edit">
  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:variable name="edits" select="document('edits.xml')/*"/>
    <xsl:if test="local-name(*) != local-name($edits)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('it begins with ', name(*), ' where ', local-name($edits), ' is expected')"/>
      </xsl:message>
    </xsl:if>
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="self::*">
          <xsl:call-template name="merged">
            <xsl:with-param name="edit" select="$edits"/>
            <xsl:with-param name="path" select="concat('/', local-name())"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- The element at hand, of the file, with what an edit wants of it. -->
  <xsl:template name="merged">
    <xsl:param name="edit"/>
    <xsl:param name="path"/>
    <xsl:choose>
      <xsl:when test="$edit/@edit:put">
        <xsl:apply-templates select="$edit" mode="made"><xsl:with-param name="parent" select=".."/></xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:copy-of select="$edit/@*[namespace-uri() = '']"/>
          <xsl:choose>
            <xsl:when test="$edit/@edit:children">
              <xsl:apply-templates select="$edit" mode="content">
                <xsl:with-param name="parent" select="."/>
              </xsl:apply-templates>
            </xsl:when>
            <xsl:when test="$edit/@edit:set">
              <xsl:if test="*">
                <xsl:message terminate="yes">
                  <xsl:value-of select="concat($path, ' holds elements where a text is expected')"/>
                </xsl:message>
              </xsl:if>
              <xsl:copy-of select="comment()"/>
              <xsl:value-of select="$edit"/>
            </xsl:when>
            <xsl:when test="$edit/*">
              <xsl:call-template name="children">
                <xsl:with-param name="edit" select="$edit"/>
                <xsl:with-param name="path" select="$path"/>
              </xsl:call-template>
            </xsl:when>
            <xsl:otherwise><xsl:copy-of select="node()"/></xsl:otherwise>
          </xsl:choose>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is in the element at hand: each child as it is or as an edit wants it, and the new ones at their places. -->
  <xsl:template name="children">
    <xsl:param name="edit"/>
    <xsl:param name="path"/>
    <xsl:variable name="old" select="."/>
    <!-- ` edit=child ` for each; nothing behind the sign where the child is new. -->
    <xsl:variable name="pairs">
      <xsl:for-each select="$edit/*">
        <xsl:variable name="by" select="string(@edit:by)"/>
        <xsl:variable name="key" select="@*[concat('@', name()) = $by] | *[local-name() = $by]"/>
        <xsl:variable name="name" select="local-name()"/>
        <xsl:variable name="named" select="$old/*[local-name() = $name]"/>
        <xsl:variable name="found" select="$named[$by = ''] | $named[position() = $by] | $named[last()][$by = 'last']
            | $named[@*[concat('@', local-name()) = $by] = $key] | $named[*[local-name() = $by] = $key]"/>
        <xsl:variable name="what">
          <xsl:value-of select="concat($path, '/', $name)"/>
          <xsl:if test="$by != ''"><xsl:value-of select="concat(' (', $by, ' ', $key, ')')"/></xsl:if>
        </xsl:variable>
        <xsl:if test="count($found) &gt; 1">
          <xsl:message terminate="yes">
            <xsl:value-of select="concat('it has ', count($found), ' elements ', $what, ' where one is expected')"/>
          </xsl:message>
        </xsl:if>
        <xsl:if test="not($found | @edit:set | @edit:put)">
          <xsl:message terminate="yes"><xsl:value-of select="concat('it has no element ', $what)"/></xsl:message>
        </xsl:if>
        <xsl:value-of select="concat(' ', generate-id(), '=', generate-id($found), ' ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="new" select="$edit/*[contains($pairs, concat(' ', generate-id(), '= '))]"/>
    <!-- ` edit@place ` for each new one: behind or before which element it stands. -->
    <xsl:variable name="places">
      <xsl:for-each select="$new">
        <xsl:variable name="position" select="string(@edit:set | @edit:put)"/>
        <xsl:variable name="name" select="substring-after($position, ' ')"/>
        <xsl:variable name="sibling" select="preceding-sibling::*[local-name() = $name]
            [contains($pairs, concat(' ', generate-id(), '= '))][1]"/>
        <xsl:variable name="named" select="$old/*[local-name() = $name]"/>
        <xsl:value-of select="concat(' ', generate-id(), '@')"/>
        <xsl:choose>
          <xsl:when test="starts-with($position, 'before ') and $named">
            <xsl:value-of select="concat('before-', generate-id($named[1]))"/>
          </xsl:when>
          <xsl:when test="starts-with($position, 'after ') and $sibling">
            <xsl:value-of select="generate-id($sibling)"/>
          </xsl:when>
          <xsl:when test="starts-with($position, 'after ') and $named">
            <xsl:value-of select="generate-id($named[last()])"/>
          </xsl:when>
          <xsl:otherwise>last</xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <!-- Layout before the end tag. -->
    <xsl:variable name="end" select="node()[last()][self::text()][normalize-space() = '']"/>
    <xsl:for-each select="node()[generate-id() != generate-id($end)]">
      <xsl:variable name="at" select="generate-id()"/>
      <xsl:for-each select="$new[contains($places, concat(' ', generate-id(), '@before-', $at, ' '))]">
        <xsl:apply-templates select="." mode="made"><xsl:with-param name="parent" select="$old"/></xsl:apply-templates>
        <xsl:value-of select="preceding-sibling::text()[1]"/>
      </xsl:for-each>
      <xsl:variable name="own" select="$edit/*[contains($pairs, concat(' ', generate-id(), '=', $at, ' '))]"/>
      <xsl:choose>
        <xsl:when test="self::* and $own">
          <xsl:call-template name="merged">
            <xsl:with-param name="edit" select="$own"/>
            <xsl:with-param name="path" select="concat($path, '/', local-name())"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="new">
        <xsl:with-param name="new" select="$new"/>
        <xsl:with-param name="places" select="$places"/>
        <xsl:with-param name="place" select="$at"/>
        <xsl:with-param name="parent" select="$old"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="new">
      <xsl:with-param name="new" select="$new"/>
      <xsl:with-param name="places" select="$places"/>
      <xsl:with-param name="place" select="'last'"/>
      <xsl:with-param name="parent" select="$old"/>
    </xsl:call-template>
    <xsl:choose>
      <xsl:when test="node()"><xsl:value-of select="$end"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$edit/text()[last()]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The new elements behind a place, and those behind them. -->
  <xsl:template name="new">
    <xsl:param name="new"/>
    <xsl:param name="places"/>
    <xsl:param name="place"/>
    <xsl:param name="parent"/>
    <xsl:for-each select="$new[contains($places, concat(' ', generate-id(), '@', $place, ' '))]">
      <xsl:value-of select="preceding-sibling::text()[1]"/>
      <xsl:apply-templates select="." mode="made"><xsl:with-param name="parent" select="$parent"/></xsl:apply-templates>
      <xsl:call-template name="new">
        <xsl:with-param name="new" select="$new"/>
        <xsl:with-param name="places" select="$places"/>
        <xsl:with-param name="place" select="generate-id()"/>
        <xsl:with-param name="parent" select="$parent"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- An element of edits.xml in the namespace of its parent in the file. -->
  <xsl:template match="*" mode="made">
    <xsl:param name="parent"/>
    <xsl:variable name="prefix">
      <xsl:if test="contains(name($parent), ':')">
        <xsl:value-of select="concat(substring-before(name($parent), ':'), ':')"/>
      </xsl:if>
    </xsl:variable>
    <xsl:element name="{$prefix}{local-name()}" namespace="{namespace-uri($parent)}">
      <xsl:copy-of select="@*[namespace-uri() = '']"/>
      <xsl:apply-templates select="." mode="content"><xsl:with-param name="parent" select="$parent"/></xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- What is in it, without the reasons. -->
  <xsl:template match="*" mode="content">
    <xsl:param name="parent"/>
    <xsl:choose>
      <xsl:when test="*">
        <xsl:for-each select="*">
          <xsl:value-of select="preceding-sibling::text()[1]"/>
          <xsl:apply-templates select="." mode="made"><xsl:with-param name="parent" select="$parent"/></xsl:apply-templates>
        </xsl:for-each>
        <xsl:value-of select="text()[last()]"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
